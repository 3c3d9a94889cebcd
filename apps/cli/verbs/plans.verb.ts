import type { Command } from 'commander';
import type { PlanList } from '#projections';
import type { Terminal } from '../terminal.js';
import { table } from '../text/table.js';
import {
  type CommonOptions,
  clientFor,
  print,
  type SightOptions,
  serverVerb,
  sightOf,
  withSight,
} from '../verb.js';

/** `actum plans`: every plan. */
export const plansVerb = (terminal: Terminal): Command =>
  withSight(serverVerb('plans', 'list the plans', ['actum plans', 'actum plans --json'])).action(
    async (options: CommonOptions & SightOptions) => {
      const { plans } = await clientFor(terminal, options).get<PlanList>('/v1/plans', sightOf(options));
      print(terminal, options, plans, () =>
        table(
          [
            { title: 'plan' },
            { title: 'title' },
            { title: 'body' },
            { title: 'items' },
            { title: 'endorsed' },
          ],
          plans.map(({ plan, title, bodyName, items, endorsedOn }) => [
            plan,
            title,
            bodyName,
            String(items),
            endorsedOn,
          ]),
          terminal.width,
        ),
      );
    },
  );
