/** By name, or by how many are in each; with `-` the other way round. */
export type ShortSort<Count extends string> = 'name' | '-name' | Count | `-${Count}`;

/** The view of a short list as it stands in the address bar; `Open` holds the id of the one that is open. */
export type ShortListSearch<Count extends string, Open extends string> = { q?: string; sort?: ShortSort<Count> } & {
  [Id in Open]?: string;
};

/** Makes what reads any search parameters; what it does not know, it leaves out. */
export function shortListSearch<Count extends string, Open extends string>(count: Count, open: Open) {
  const sorts: ShortSort<Count>[] = ['-name', count, `-${count}`];
  return (search: Readonly<Record<string, unknown>>): ShortListSearch<Count, Open> => {
    const sort = sorts.find((one) => one === search.sort);
    return { ...textAt(search, 'q', 80), ...(sort && { sort }), ...textAt(search, open, 64) } as ShortListSearch<Count, Open>;
  };
}

function textAt(search: Readonly<Record<string, unknown>>, key: string, maximum: number): Record<string, string> {
  const value = search[key];
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, maximum) : '';
  return text ? { [key]: text } : {};
}
