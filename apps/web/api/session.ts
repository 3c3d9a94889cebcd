import { useSyncExternalStore } from 'react';

/** Who is signed in, in this browser. */
export interface Session {
  readonly token: string;
  readonly person: string | null;
  readonly name: string | null;
  readonly roles: readonly string[];
}

const storageKey = 'actum.session';
const listeners = new Set<() => void>();
let current: Session | null = read();

function read(): Session | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    return isSession(stored) ? stored : null;
  } catch {
    return null;
  }
}

function isSession(value: unknown): value is Session {
  return (
    typeof value === 'object' &&
    value !== null &&
    'token' in value &&
    typeof value.token === 'string' &&
    'roles' in value &&
    Array.isArray(value.roles)
  );
}

function tell(next: Session | null): void {
  current = next;
  for (const listener of listeners) listener();
}

export const session = (): Session | null => current;

/** Signs in or, with null, out; other tabs follow. Storage may be switched off: then it holds for this page. */
export function changeSession(next: Session | null): void {
  try {
    if (next === null) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // A browser without storage still works, until the page is left.
  }
  tell(next);
}

window.addEventListener('storage', (event) => {
  if (event.key === storageKey || event.key === null) tell(read());
});

/** Calls back after each sign-in and sign-out; returns what ends that. */
export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Has a role in which items come to somebody's desk. */
export const hasDesk = (signedIn: Session | null): boolean =>
  signedIn !== null &&
  signedIn.person !== null &&
  signedIn.roles.some((role) => role === 'staff' || role === 'clearance' || role === 'approver');

export const useSession = (): Session | null => useSyncExternalStore(onSessionChange, session);
