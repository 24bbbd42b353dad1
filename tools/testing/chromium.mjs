// The headless Chromium that browser tests run in.
import { existsSync } from 'node:fs';

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Its path; ends the process, saying so, where none is installed. */
export function chromiumPath() {
  const path = PLACES.find((place) => place && existsSync(place));
  if (path !== undefined) return path;
  console.log('no Chromium found: set CHROMIUM to its path');
  process.exit(1);
}
