// A description, validated by @apidevtools/swagger-parser, as a process of its own.
import SwaggerParser from '@apidevtools/swagger-parser';

const api = await SwaggerParser.validate(process.argv[2]);
console.log(Object.keys(api.paths).length);
