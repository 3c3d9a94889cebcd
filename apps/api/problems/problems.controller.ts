import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type ProblemKind, problemKinds, unknownName } from '../http/problem.js';
import { OpenToAll } from '../sign-in/person-signed-in.js';

/** Where the `type` of a problem document leads to. */
@ApiExcludeController()
@OpenToAll()
@Controller('v1/problems')
export class ProblemsController {
  @Get(':kind')
  explain(@Param('kind') kind: string) {
    if (!isKind(kind)) throw unknownName(`problem ${kind}`);
    const [status, title, meaning] = problemKinds[kind];
    return { type: `/v1/problems/${kind}`, status, title, meaning };
  }
}

const isKind = (kind: string): kind is ProblemKind => Object.hasOwn(problemKinds, kind);
