import type { ReactNode, Ref } from 'react';
import classes from './notice.module.css';

interface NoticeProps {
  readonly ref?: Ref<HTMLDivElement>;
  readonly tone: 'late' | 'wait';
  readonly title: string;
  readonly children: ReactNode;
}

/** Something that went wrong or changed, said at once; may be given the focus. */
export function Notice({ ref, tone, title, children }: NoticeProps) {
  return (
    <div ref={ref} tabIndex={-1} role="alert" className={classes.notice} data-tone={tone}>
      <p className={classes.title}>{title}</p>
      {children}
    </div>
  );
}
