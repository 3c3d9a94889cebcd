import type { ReactNode } from 'react';
import classes from './kit.module.css';

/** Nothing to show, and what that means or what to do. */
export function EmptyNote({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p className={classes.emptyTitle}>{title}</p>
      {children !== undefined && <div>{children}</div>}
    </div>
  );
}
