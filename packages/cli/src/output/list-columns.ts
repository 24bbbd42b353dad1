/** Column names as a set, cut short when there are many. */
export function listColumns(columns: readonly string[], most = 6): string {
  return columns.length <= most
    ? columns.join(', ')
    : `${columns.slice(0, most - 1).join(', ')}, … (${columns.length})`;
}
