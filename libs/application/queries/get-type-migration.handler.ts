import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { readMigration, type TypeMigration, type Vantage, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

/** What a type's newest version would make of the items that are not on it; null where there is no such type. */
export class GetTypeMigration extends Query<TypeMigration | null> {
  constructor(
    readonly type: string,
    readonly vantage: Vantage = {},
  ) {
    super();
  }
}

@QueryHandler(GetTypeMigration)
export class GetTypeMigrationHandler implements IQueryHandler<GetTypeMigration> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  execute({ type, vantage }: GetTypeMigration): Promise<TypeMigration | null> {
    return readMigration(this.views, type, vantage);
  }
}
