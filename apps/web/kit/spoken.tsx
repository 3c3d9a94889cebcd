import type { ReactNode } from 'react';
import classes from './kit.module.css';

/** Words for whoever listens to the page; on screen and on paper something else says the same. */
export function Spoken({ children }: { readonly children: ReactNode }) {
  return <span className={classes.spoken}>{children}</span>;
}
