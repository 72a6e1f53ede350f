// What comes in is checked against its class before any use case sees it; unknown fields are refused by name.
import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { DomainError } from '../errors.js';

export function validation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (faults) => {
      const fields = [...new Set(faults.flatMap((fault) => paths(fault, '')))];
      return new DomainError('validation-failed', { fields, reasons: faults.flatMap(reasons) });
    },
  });
}

function paths(fault: ValidationError, prefix: string): string[] {
  const path = prefix ? `${prefix}.${fault.property}` : fault.property;
  return fault.children?.length ? fault.children.flatMap((child) => paths(child, path)) : [path];
}

function reasons(fault: ValidationError): string[] {
  return [...Object.values(fault.constraints ?? {}), ...(fault.children ?? []).flatMap(reasons)];
}
