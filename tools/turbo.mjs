// Runs turbo quietly and without telemetry; arguments pass through.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const turbo = fileURLToPath(new URL('../node_modules/.bin/turbo', import.meta.url));
const { status, error } = spawnSync(
  turbo,
  [...process.argv.slice(2), '--output-logs=errors-only', '--log-order=grouped'],
  {
    stdio: ['inherit', process.env.ISOTYPIC_VERBOSE ? 'inherit' : 'pipe', 'inherit'],
    encoding: 'utf8',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', DO_NOT_TRACK: '1' },
  },
);
if (error) throw error;
process.exit(status ?? 1);
