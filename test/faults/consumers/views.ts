import type { ItemDetail } from '#projections';
import type { HttpCaller } from '../../e2e/harness/http-caller.js';
import { asking, Consumer } from '../harness/consumer.js';

/**
 * The product's own views, as far as they say that they reflect the log. What they hold is compared with a
 * fold of it by `itemsUnlikeFold`.
 */
export const viewsOver = (http: () => HttpCaller, item: string, withinMs: number): Consumer =>
  new Consumer(
    { name: 'the views', as: ({ position }) => String(position), withinMs },
    asking(async (last) => {
      const { position } = await http().get<ItemDetail>(`/v1/items/${item}`);
      const before = last?.position ?? 0;
      return Array.from({ length: Math.max(0, position - before) }, (_, index) => {
        const reflected = before + index + 1;
        return { position: reflected, text: String(reflected) };
      });
    }),
  );
