/** The names closest to a mistyped one. */

/** Up to `count` of `names` within a third of the length in edits (at least 1), the nearest first. */
export function nearestNames(typed: string, names: readonly string[], count = 3): string[] {
  const word = typed.toLowerCase();
  const tolerance = Math.max(1, Math.floor(word.length / 3));
  return names
    .map((name) => ({ name, distance: distanceOrPrefix(word, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= tolerance)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, count)
    .map(({ name }) => name);
}

function distanceOrPrefix(word: string, name: string): number {
  if (word.length >= 2 && name.startsWith(word)) return 1;
  return editDistance(word, name);
}

/** Damerau–Levenshtein distance with adjacent transpositions (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(substitution, rows[i - 1][j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, rows[i - 2][j - 2] + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
