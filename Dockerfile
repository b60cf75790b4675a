# Afsprakenbank as an image: one process, one volume, no root, nothing written outside /data.
#
#   docker build -t afsprakenbank .
#   docker run --rm -v afsprakenbank:/data afsprakenbank import --starter     the starter collection, once
#   docker run -d -p 127.0.0.1:8080:8080 --read-only -v afsprakenbank:/data --name afsprakenbank afsprakenbank
#   docker exec afsprakenbank afsprakenbank token create --name me --role admin

FROM debian:bookworm-slim AS build
COPY cmake/packages.txt /tmp/packages.txt
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        $(awk '/^\[/ { on = ($1 == "[build]" || $1 == "[node]"); next } on && NF && !/^#/ { print $1 }' /tmp/packages.txt) \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY service/web/package.json service/web/package-lock.json service/web/
RUN cd service/web && npm ci --no-audit --no-fund --loglevel=error
COPY . .
RUN cmake --preset release -DBUILD_TESTING=OFF \
    && cmake --build build/release --target afsprakenbank \
    && strip build/release/afsprakenbank

FROM debian:bookworm-slim
COPY cmake/packages.txt /tmp/packages.txt
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        $(awk '/^\[/ { on = ($1 == "[run]"); next } on && NF && !/^#/ { print $1 }' /tmp/packages.txt) \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/* /tmp/packages.txt \
    && groupadd --system --gid 10001 afsprakenbank \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin afsprakenbank \
    && install -d -o 10001 -g 10001 -m 0750 /data
COPY LICENSE THIRD-PARTY.md /usr/share/doc/afsprakenbank/
COPY --from=build /src/build/release/afsprakenbank /usr/local/bin/afsprakenbank
USER 10001:10001
ENV AFB_DATA=/data AFB_LISTEN=0.0.0.0:8080
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["afsprakenbank", "healthcheck", "--url", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["afsprakenbank"]
CMD ["serve"]
