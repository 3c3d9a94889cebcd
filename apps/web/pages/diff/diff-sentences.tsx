import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ItemDiffAnswer, PlanDiffAnswer } from '#projections';
import { announce } from '../../kit/announcer.js';
import { dayText } from '../../kit/day-text.js';
import classes from './diff.module.css';

/** What changed, as a paper would say it; copied as it stands, a paragraph a line. */
export function DiffSentences({ diff }: { readonly diff: PlanDiffAnswer }) {
  const words = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const copy = async (): Promise<void> => {
    const paragraphs = [...(words.current?.querySelectorAll('h3, p') ?? [])];
    const text = paragraphs.map((one) => one.textContent?.trim() ?? '').filter((one) => one !== '');
    try {
      await navigator.clipboard.writeText(text.join('\n\n'));
      setCopied('yes');
      announce('Copied.');
    } catch {
      // A browser that gives no access to the clipboard: the text is selected instead.
      if (words.current !== null) getSelection()?.selectAllChildren(words.current);
      setCopied('no');
      announce('The text is selected. Copy it with Control and C.');
    }
  };
  return (
    <section aria-labelledby="diff-sentences" className={classes.section}>
      <header className={classes.head}>
        <h2 id="diff-sentences">In sentences</h2>
        <Button
          size="xs"
          variant="default"
          leftSection={
            copied === 'yes' ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
          }
          onClick={() => void copy()}
        >
          {copied === 'yes' ? 'Copied' : 'Copy'}
        </Button>
      </header>
      {copied === 'no' && <p className={classes.aside}>The text is selected: copy it with Ctrl+C.</p>}
      <div ref={words} className={classes.sentences}>
        {diff.opening.length > 0 && <p>{diff.opening.join(' ')}</p>}
        {diff.components.map(({ id, title, items }) => (
          <div key={id}>
            <h3 dir="auto">{title}</h3>
            {items.map((item) => (
              <Paragraph key={item.item} item={item} />
            ))}
          </div>
        ))}
        {diff.closing !== null && <p dir="auto">{diff.closing}</p>}
        {diff.late.items.length > 0 && (
          <div className={classes.late}>
            <h3>{diff.late.heading}</h3>
            {diff.late.items.map((item) => (
              <Paragraph
                key={item.item}
                item={item}
                recorded={item.recorded.map(({ recordedAt }) => recordedAt)}
              />
            ))}
          </div>
        )}
        {diff.notices.length > 0 && <p className={classes.aside}>{diff.notices.join(' ')}</p>}
      </div>
    </section>
  );
}

interface ParagraphProps {
  readonly item: ItemDiffAnswer;
  readonly recorded?: readonly string[];
}

function Paragraph({ item, recorded = [] }: ParagraphProps) {
  const days = [...new Set(recorded.map((instant) => dayText(instant.slice(0, 10))))];
  return (
    <p dir="auto">
      {item.sentences.join(' ')}
      {days.length > 0 && ` (Recorded on ${days.join(', ')}.)`}
    </p>
  );
}
