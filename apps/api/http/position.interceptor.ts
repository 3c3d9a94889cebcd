import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';

/**
 * Says which position an answer reflects, and that it is not to be stored: what is read depends on the
 * ledger's today and on who reads.
 */
@Injectable()
export class PositionInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map((body) => {
        if (!response.headersSent) {
          response.set('Cache-Control', 'no-store');
          if (hasPosition(body)) response.set('Actum-Position', String(body.position));
        }
        return body;
      }),
    );
  }
}

const hasPosition = (body: unknown): body is { readonly position: number } =>
  typeof body === 'object' && body !== null && 'position' in body && typeof body.position === 'number';
