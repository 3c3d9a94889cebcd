import { Popover, Text, UnstyledButton } from '@mantine/core';
import type { Illustrative } from '#domain';
import classes from './illustrative-badge.module.css';

const invented: Record<Illustrative, string> = {
  day: 'the day',
  person: 'the person',
  link: 'the link',
  reason: 'the reason',
  step: 'the step itself',
};

interface IllustrativeBadgeProps {
  readonly what: readonly Illustrative[];
  /** What the sentence begins with: "This item". */
  readonly about: string;
}

/** "Illustrative", with what was invented behind it; nothing where nothing was. */
export function IllustrativeBadge({ what, about }: IllustrativeBadgeProps) {
  if (what.length === 0) return null;
  const list = what.map((one) => invented[one]).join(', ');
  const label = `Illustrative: ${list}`;
  return (
    <Popover width={280} position="bottom-start" shadow="md" withArrow>
      <Popover.Target>
        <UnstyledButton className={classes.badge} aria-label={`${label}. Why?`}>
          {label}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">
          {about} is in the source, but not all of it: {list} had to be invented so that it can be followed
          here.
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The badge alone, for a thing that is invented as a whole; the page says once what that means. */
export function IllustrativeMark() {
  return <span className={classes.badge}>Illustrative</span>;
}
