import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { PublishedPaper } from '#projections';
import { CommandForm } from '../update/command-form.js';
import { filled, useTyped } from '../update/typed.js';

interface CorrigendumFormProps {
  readonly published: PublishedPaper;
  readonly onClose: () => void;
}

/** Says beside a published paper what is wrong with it. */
export function CorrigendumForm({ published: { paper, content }, onClose }: CorrigendumFormProps) {
  const { values, input } = useTyped({ text: '', number: '', row: '', reason: '' });
  const rows = content.components.flatMap((component) => component.rows);
  return (
    <CommandForm
      title="Add a corrigendum"
      button="Publish the corrigendum"
      request={() => ({
        path: `/papers/${encodeURIComponent(paper.paper)}/corrigenda`,
        body: filled(values),
      })}
      done="The corrigendum is published."
      onDone={onClose}
      onCancel={onClose}
    >
      {(problem) => (
        <>
          <Textarea
            {...input('text', problem)}
            label="What it should say"
            required
            dir="auto"
            autosize
            minRows={3}
          />
          <NativeSelect
            {...input('row', problem)}
            label="Row"
            data={[
              { value: '', label: 'The paper as a whole' },
              ...rows.map(({ number, text }) => ({ value: number, label: `${number}. ${text}` })),
            ]}
          />
          <TextInput
            {...input('number', problem)}
            label="Number"
            placeholder={`${content.number}(Corr.1)`}
            dir="auto"
          />
          <TextInput {...input('reason', problem)} label="Reason" dir="auto" />
        </>
      )}
    </CommandForm>
  );
}
