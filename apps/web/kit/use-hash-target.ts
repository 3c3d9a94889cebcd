import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

/**
 * The id after the address's `#`, scrolled to once `ready`: what it names comes with an answer, after the
 * router has looked for it, and `:target` knows nothing of a router's navigation.
 */
export function useHashTarget(ready: boolean): string {
  const { hash } = useLocation();
  useEffect(() => {
    if (ready && hash !== '') document.getElementById(hash)?.scrollIntoView();
  }, [ready, hash]);
  return hash;
}
