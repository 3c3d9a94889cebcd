import type { ItemFilter } from '#projections';
import { id, text, truth } from '../http/fields.js';
import { signInNeeded } from '../sign-in/person-signed-in.js';

/** Which items a list or a sheet holds. */
export const itemFilterQuery = {
  overdue: truth.optional(),
  mine: truth.optional().meta({ description: 'Whose focal point or officer-in-charge one is' }),
  plan: id.optional(),
  owner: id.optional(),
  state: id.optional().meta({ description: 'A state’s id, such as `ongoing`' }),
  q: text(200).optional().meta({ description: 'Words of the title, or the number' }),
};

type FilterQuery = Pick<ItemFilter, 'overdue' | 'plan' | 'owner' | 'state' | 'q'> & {
  readonly mine?: boolean | undefined;
};

/** @throws Problem 401 where somebody asks for theirs without saying who they are */
export function itemFilterOf({ mine, ...filter }: FilterQuery, reader: string | null): ItemFilter {
  if (mine !== true) return filter;
  if (reader === null) throw signInNeeded();
  return { ...filter, party: reader };
}
