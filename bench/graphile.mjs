// Jobs a second of graphile-worker: jobs that do nothing, `concurrency` at once, until none is left.
import { makeWorkerUtils, runOnce } from "graphile-worker";

const [connectionString, jobs, concurrency] = process.argv.slice(2);
const utils = await makeWorkerUtils({ connectionString });
await utils.migrate();
await utils.withPgClient((client) =>
  client.query("select graphile_worker.add_job('nothing', json_build_object('n', n)) from generate_series(1, $1) n", [
    Number(jobs),
  ]),
);
const quiet = { error() {}, warn() {}, info() {}, debug() {}, scope() { return quiet; } };
const began = performance.now();
await runOnce({
  connectionString,
  concurrency: Number(concurrency),
  maxPoolSize: Number(concurrency),
  noHandleSignals: true,
  logger: quiet,
  taskList: { nothing: async () => {} },
});
const seconds = (performance.now() - began) / 1000;
await utils.release();
console.log(JSON.stringify({ jobs_a_second: Number(jobs) / seconds }));
