import { z } from 'zod';
import { text } from '../http/fields.js';

export const publishTypeRequest = z
  .strictObject({
    source: text(200_000).meta({ description: 'The type as YAML' }),
    file: text(200).meta({
      description: 'The file’s name, for messages',
      examples: ['types/action-item.yaml'],
    }),
  })
  .meta({ id: 'PublishTypeRequest' });
