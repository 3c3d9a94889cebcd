import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { LEDGER } from '#application';
import type { Ledger } from '#ledger';
import { OpenToAll } from '../sign-in/person-signed-in.js';

/** For whoever watches the process. */
@ApiExcludeController()
@OpenToAll()
@Controller('health')
export class HealthController {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  /** The process answers. */
  @Get('live')
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  /** The ledger can be read; 503 where it cannot. */
  @Get('ready')
  async ready(): Promise<{ readonly status: 'ok'; readonly position: number }> {
    return { status: 'ok', position: await this.ledger.lastPosition() };
  }
}
