import { Inject, Injectable } from '@nestjs/common';
import { actorToday, LEDGER } from '#application';
import { foldPerson, type RoleName, rolesOn } from '#domain';
import { ERASED, type Ledger } from '#ledger';
import { Problem } from '../http/problem.js';

/** A person of the directory with the roles held on the ledger's today. */
export interface PersonToday {
  readonly name: string;
  /** Whether the person's key is destroyed: nobody signs in as them any more. */
  readonly erased: boolean;
  readonly roles: readonly { readonly role: RoleName; readonly scope: string | null }[];
}

/** People as their own streams have them, so that what was put on record just now counts at once. */
@Injectable()
export class PeopleToday {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  /** Null where the directory has no such person. */
  async find(person: string): Promise<PersonToday | null> {
    const state = foldPerson(await this.ledger.readStream(`person:${person}`));
    if (state === null) return null;
    const today = (await this.ledger.now()).slice(0, 10);
    return { name: state.name, erased: state.name === ERASED, roles: rolesOn(state, today) };
  }

  /** Themselves, or by what somebody who does has delegated to them. */
  async holds(person: string, anyOf: readonly RoleName[]): Promise<boolean> {
    const { roles, delegations = [] } = await actorToday(this.ledger, person);
    return [...roles, ...delegations].some(({ role }) => anyOf.some((one) => one === role));
  }

  /** @throws Problem 403 where the person holds none of the roles today */
  async mustHold(person: string, anyOf: readonly RoleName[]): Promise<void> {
    if (await this.holds(person, anyOf)) return;
    const role = anyOf.join(' or ');
    throw new Problem(
      'not-allowed',
      'PERSON.ROLE_MISSING',
      `This is for the role ${role}, which you do not hold today.`,
    );
  }
}
