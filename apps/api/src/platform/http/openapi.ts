// The API described: /api/openapi.json for programs and front ends, /api/docs for people; generated from the request classes.
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Otklik')
    .setDescription(
      'The helpdesk that answers people, then asks them how it went. Errors are problem+json; writes by cookie need x-csrf-token.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key: `npx otklik apikey create --name N`.' })
    .build();
  return SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}_${method}`,
  });
}

/** Serves both; the document is made when it is first asked for. */
export function documentApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Otklik API',
  });
}
