import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { AccessTokens, CONFIGURATION, type ServerConfiguration } from '#application';
import { bearerOf, invalidToken } from './bearer.js';
import { OPEN_TO_ALL, rememberPerson, signInNeeded } from './person-signed-in.js';

/**
 * Finds out who is signed in. Reading needs a person, except in demo mode; commands always do. What a
 * person may do is for the rules to say, by the roles held on the ledger's today.
 */
@Injectable()
export class SignInGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: AccessTokens,
    @Inject(CONFIGURATION) private readonly configuration: ServerConfiguration,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(OPEN_TO_ALL, targets) === true) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const bearer = bearerOf(request);
    if (bearer !== null) {
      const person = await this.tokens.verify(bearer);
      if (person === null) throw invalidToken('The token is not known, or no longer valid. Sign in again.');
      rememberPerson(request, person);
      return true;
    }
    if (this.configuration.demo && request.method === 'GET') return true;
    throw signInNeeded();
  }
}
