// An id in a path: what is no id names nothing, so it is not found, and never reaches the database.
import { Param, ParseUUIDPipe } from '@nestjs/common';
import { DomainError } from '../errors.js';

const pipe = new ParseUUIDPipe({ exceptionFactory: () => new DomainError('not-found') });

/** `@Id('id') id: string` instead of `@Param`. */
export const Id = (name: string): ParameterDecorator => Param(name, pipe);
