import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { problemAnswer } from '../http/answer.schemas.js';

/** OpenAPI 3.1 of the whole API, from the same schemas that validate. */
function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Actum')
    .setDescription(
      'Follows what was decided until it is done, and can prove how. Refusals and faults are problem ' +
        'documents (RFC 9457); every command takes an Idempotency-Key.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer' })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType ? convert(schema, schemaType) : undefined,
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  const { schema: _, components } = convert(problemAnswer, 'output');
  return {
    ...document,
    components: {
      ...document.components,
      schemas: { ...document.components?.schemas, ...components },
    },
  };
}

interface Converted {
  readonly schema: object;
  readonly components: { readonly [name: string]: OpenApiSchema };
}
type OpenApiSchema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** A schema with an id (`.meta({ id })`) becomes a component of that name, wherever it is used. */
function convert(schema: z.ZodType, io: 'input' | 'output'): Converted {
  const { $defs, $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const id = z.globalRegistry.get(schema)?.id;
  const components = { ...($defs as Converted['components'] | undefined) };
  if (id === undefined) return { schema: json, components };
  return {
    schema: { $ref: `#/components/schemas/${id}` },
    components: { ...components, [id]: json as OpenApiSchema },
  };
}

/** `/v1/openapi.json`, and `/v1/docs` to read it: Swagger UI from this package, without a CDN. */
export function serveOpenApi(app: INestApplication): void {
  SwaggerModule.setup('v1/docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'v1/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Actum API',
    swaggerOptions: { validatorUrl: null, defaultModelsExpandDepth: 0, docExpansion: 'list' },
  });
}
