"""The laws the project keeps."""
