// How the settings are asked for: `@Inject(ENV) env: Env`.
export const ENV = Symbol('ENV');
