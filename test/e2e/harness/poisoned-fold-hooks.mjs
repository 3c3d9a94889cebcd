const FOLD = /function fold\((\w+), \w+\) \{/;

export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!url.endsWith('/status-table.projection.js')) return loaded;
  const source = String(loaded.source);
  if (!FOLD.test(source)) throw new Error('The fold of the status table is not where the bug would go.');
  const bug = (head, event) =>
    `${head} if (JSON.stringify(${event}.data).includes('poison')) throw new TypeError('Planted: poison has no colour.');`;
  return { ...loaded, source: source.replace(FOLD, bug) };
}
