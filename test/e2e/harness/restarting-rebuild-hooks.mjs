const CATCH_UP = /await new ProjectionRunner\(this\.#beside/;

export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!url.endsWith('/runner/rebuild.js')) return loaded;
  const source = String(loaded.source);
  if (!CATCH_UP.test(source)) throw new Error('A rebuild does not catch up where the bug would go.');
  const bug =
    "await keeping(kyselyOn(this.options.pool), this.#beside).updateTable('checkpoint').set({ position: 0 }).execute();";
  return { ...loaded, source: source.replace(CATCH_UP, (found) => `${bug}\n${found}`) };
}
