import { dayInWords } from '#domain';
import type { ItemSummary } from '#projections';

/** "possibly Completed from 1 January 2019": a step whose day leaves open whether it was earlier. */
export const possiblyText = ({ status, stateTitle, since }: ItemSummary['possibly'][number]): string =>
  `possibly ${status ?? stateTitle} from ${dayInWords(since)}`;
