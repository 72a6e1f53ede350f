// The front door: signing in and out, who I am, and passwords.
import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../env.js';
import { ENV } from '../platform/env.token.js';
import { DomainError } from '../platform/errors.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { AskNewPassword } from './ask-new-password.js';
import { ChangeMe } from './change-me.js';
import { ChangePassword } from './change-password.js';
import { ReadMe } from './read-me.js';
import { ReadSession } from './read-session.js';
import { ResetPassword } from './reset-password.js';
import { sessionCookie } from './session-cookie.js';
import { SignIn } from './sign-in.js';
import {
  ChangeMeRequest,
  ChangePasswordRequest,
  ForgottenPasswordRequest,
  Me,
  ResetPasswordRequest,
  SignInRequest,
} from './sign-in.requests.js';
import { SignOut } from './sign-out.js';

@ApiTags('sign-in')
@Controller('api/v1')
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    private readonly readSession: ReadSession,
    private readonly readMe: ReadMe,
    private readonly changeMe: ChangeMe,
    private readonly changePassword: ChangePassword,
    private readonly askNewPassword: AskNewPassword,
    private readonly resetPassword: ResetPassword,
    @Inject(ENV) private readonly env: Env,
  ) {}

  @Post('sign-in')
  @HttpCode(200)
  @Access('public')
  @ApiOkResponse({ type: Me })
  async enter(
    @Body() body: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    jsonOnly(request);
    const { email, password, workspace = null } = body;
    const session = await this.signIn.run({ email, password, workspace: workspace || null, ip: request.ip });
    reply.header('set-cookie', this.cookie(session.token));
    return this.readMe.run(session.workspaceId, session.agentId, session.csrf);
  }

  @Post('sign-out')
  @HttpCode(204)
  @Access('agent')
  @ApiNoContentResponse()
  async leave(
    @CallerOf() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signOut.run(caller.workspaceId, request.headers.cookie);
    reply.header('set-cookie', this.cookie(null));
  }

  @Get('me')
  @Access('agent')
  @ApiOkResponse({ type: Me })
  async me(@CallerOf() caller: Caller, @Req() request: FastifyRequest): Promise<Me> {
    const agentId = personOf(caller);
    const session = await this.readSession.run(request.headers.cookie);
    return this.readMe.run(caller.workspaceId, agentId, session?.csrf ?? '');
  }

  @Patch('me')
  @Access('agent')
  @ApiOkResponse({ type: Me })
  async changeMine(
    @CallerOf() caller: Caller,
    @Body() body: ChangeMeRequest,
    @Req() request: FastifyRequest,
  ): Promise<Me> {
    await this.changeMe.run(caller.workspaceId, personOf(caller), body);
    return this.me(caller, request);
  }

  @Post('password/change')
  @HttpCode(204)
  @Access('agent')
  @ApiNoContentResponse()
  change(
    @CallerOf() caller: Caller,
    @Body() body: ChangePasswordRequest,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.changePassword.run(caller.workspaceId, personOf(caller), body, request.headers.cookie);
  }

  @Post('password/forgot')
  @HttpCode(204)
  @Access('public')
  @ApiNoContentResponse({ description: 'Always, whether anybody has this address or not.' })
  forgotten(@Body() body: ForgottenPasswordRequest, @Req() request: FastifyRequest): Promise<void> {
    return this.askNewPassword.run(body.email, request.ip);
  }

  @Post('password/reset')
  @HttpCode(204)
  @Access('public')
  @ApiNoContentResponse()
  reset(@Body() body: ResetPasswordRequest, @Req() request: FastifyRequest): Promise<void> {
    return this.resetPassword.run(body.token, body.password, request.ip);
  }

  private cookie(token: string | null): string {
    return sessionCookie(token, this.env.publicUrl.startsWith('https:'));
  }
}

/** A form on a foreign page can post anything but JSON: so nobody can be signed in as somebody else behind their back. */
function jsonOnly(request: FastifyRequest): void {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw new DomainError('unsupported-media');
}

/** @throws DomainError not-allowed for an API key: a program has no name, language or password of its own. */
function personOf(caller: Caller): string {
  if (!caller.agentId) throw new DomainError('not-allowed');
  return caller.agentId;
}
