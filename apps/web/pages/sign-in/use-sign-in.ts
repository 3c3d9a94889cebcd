import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { changeSession, type Session } from '../../api/session.js';
import { announce } from '../../kit/announcer.js';

/** Signs in, has every page read anew, and goes back to where one came from. */
export function useSignIn(back: string | undefined): (session: Session) => void {
  const queries = useQueryClient();
  const router = useRouter();
  return (session) => {
    changeSession(session);
    void queries.invalidateQueries();
    announce(`You are signed in as ${session.name ?? 'the holder of the token'}.`);
    router.history.push(back ?? '/');
  };
}
