/** CPU milliseconds of one run; short work is repeated until 40 ms have passed, as it is for GAP. */
export function cpuMilliseconds(work) {
  const start = process.cpuUsage();
  for (let runs = 1; ; runs++) {
    work();
    const { user, system } = process.cpuUsage(start);
    if (user + system >= 40_000 || runs >= 200) return (user + system) / 1000 / runs;
  }
}
