"""How laws are tried: by what they find, never by how long it took, since machines are shared."""

from hypothesis import settings

settings.register_profile("laws", deadline=None)
settings.load_profile("laws")
