# One image for both kinds of process: `serve` (the default) and `worker`.
FROM node:24-slim

# Debian's own Chromium gets its security updates; tini passes signals on and reaps what browsers leave behind.
RUN apt-get update \
  && apt-get install -y --no-install-recommends chromium fonts-liberation fonts-noto-color-emoji tini \
  && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY package.json package-lock.json .puppeteerrc.cjs ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY . .
RUN npm run build \
  && mkdir /data \
  && chown node:node /data

ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  RAMPA_DATA=/data \
  RAMPA_CHROME=/usr/bin/chromium

USER node
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["tini", "--", "node", "api/bin.js"]
CMD ["serve"]
