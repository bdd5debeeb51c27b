/* Which addresses are on the open Internet (IANA's special-purpose registries, RFC 6890). */
#ifndef OASDRIFT_LIVE_ADDRESS_H
#define OASDRIFT_LIVE_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* false: this machine, a private or shared network, link-local (cloud metadata at 169.254.169.254),
   multicast, reserved, documentation, an IPv6 form that carries such an IPv4 address, or neither
   IPv4 nor IPv6. */
bool address_is_public(const struct sockaddr *address);

#endif
