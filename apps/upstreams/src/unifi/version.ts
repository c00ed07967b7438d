/** Whether a version (`9.0.114`) is at least as new as another. */
export function atLeast(version: string, wanted: string): boolean {
  const [given, needed] = [version, wanted].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (let place = 0; place < needed.length; place += 1) {
    const difference = (given[place] ?? 0) - (needed[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
