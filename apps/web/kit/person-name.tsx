import { useQuery } from '@tanstack/react-query';
import { peopleQuery } from '../api/queries.js';
import { IllustrativeMark } from './illustrative-badge.js';

interface PersonNameProps {
  /** A person's id; a body's, or the program's own, is fine. */
  readonly id: string;
  readonly name: string | null;
}

/** Whose name it is, marked where that person had to be invented. */
export function PersonName({ id, name }: PersonNameProps) {
  const people = useQuery(peopleQuery);
  const invented = people.data?.people.some((person) => person.id === id && person.illustrative) ?? false;
  return (
    <>
      <bdi>{name ?? id}</bdi>
      {invented && (
        <>
          {' '}
          <IllustrativeMark />
        </>
      )}
    </>
  );
}
