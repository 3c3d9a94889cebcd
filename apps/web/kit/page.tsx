import { Skeleton, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { announce } from './announcer.js';
import classes from './kit.module.css';

interface PageProps {
  /** The document's title; the heading too, unless `heading` says otherwise. */
  readonly title: string;
  readonly heading?: ReactNode;
  /** A line above the heading. */
  readonly above?: ReactNode;
  /** A sentence or two under it. */
  readonly lead?: ReactNode;
  /** What is printed has a head of its own. */
  readonly onScreenOnly?: boolean;
  readonly children: ReactNode;
}

let firstPage = true;

/** A page's frame: sets the title, and moves the focus to the heading when one page follows another. */
export function Page({ title, heading, above, lead, onScreenOnly = false, children }: PageProps) {
  const headingElement = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Actum`;
  }, [title]);
  useEffect(() => {
    if (!firstPage) headingElement.current?.focus({ preventScroll: true });
    firstPage = false;
  }, []);
  return (
    <>
      <header className={classes.pageHead} data-on-screen-only={onScreenOnly || undefined}>
        {above}
        <h1 ref={headingElement} tabIndex={-1} className={classes.heading} dir="auto">
          {heading ?? title}
        </h1>
        {lead !== undefined && <div className={classes.lead}>{lead}</div>}
      </header>
      {children}
    </>
  );
}

/** Stands where a page's content will, while it is on its way. */
export function PageSkeleton({ rows = 6 }: { readonly rows?: number }) {
  useEffect(() => {
    const slow = setTimeout(() => announce('Loading'), 800);
    return () => clearTimeout(slow);
  }, []);
  return (
    <Stack aria-hidden gap="md" mt="md">
      <Skeleton height={30} width="55%" />
      <Skeleton height={14} width="80%" />
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <Skeleton key={row} height={44} />
      ))}
    </Stack>
  );
}
