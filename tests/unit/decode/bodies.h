/* How the tables of bodies, bodies.def here and in check/, write media types, their fields and
   bodies. SCHEMA is each suite's own. Its short names are those of other tables too: included last.
 */
#ifndef UNIT_DECODE_BODIES_H
#define UNIT_DECODE_BODIES_H

#define FORM      "application/x-www-form-urlencoded"
#define MULTIPART "multipart/form-data; boundary=b"
#define MIXED     "multipart/mixed; boundary=b"
#define XML       "application/xml"

#define ITEMS(text)        "itemSchema: " text
#define OBJECT(properties) "{type: object, properties: {" properties "}}"
#define ENCODING(text)     ", encoding: {" text "}"

#define FIELD(name, text)                                                                          \
    "--b\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" text "\r\n"
#define PART(name, type, text)                                                                     \
    "--b\r\nContent-Disposition: form-data; name=\"" name "\"; filename=f\r\nContent-Type: " type  \
    "\r\n\r\n" text "\r\n"
#define END "--b--\r\n"

#endif
