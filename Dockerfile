# One image for every role of the standard shape: `otklik start`, chosen by ROLE and the other settings.
FROM node:24-bookworm-slim AS build
WORKDIR /otklik
COPY package.json package-lock.json ./
COPY apps/api/package.json apps/api/
COPY apps/agent-ui/package.json apps/agent-ui/
COPY apps/widget/package.json apps/widget/
COPY libs/channels/package.json libs/channels/
COPY libs/contract/package.json libs/contract/
COPY libs/survey/package.json libs/survey/
COPY e2e/package.json e2e/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production OTKLIK_DATA_DIR=/data
WORKDIR /otklik
COPY --from=build /otklik /otklik
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000 2525
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD node -e "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
CMD ["node", "apps/api/bin/otklik.js", "start"]
