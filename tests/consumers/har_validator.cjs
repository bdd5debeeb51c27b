// har_validator.cjs FILE...: each is valid HAR 1.2.
const fs = require("fs");
const path = require("path");
const validator = require(path.join(process.env.MODULES, "har-validator"));

(async () => {
    for (const file of process.argv.slice(2)) {
        try {
            await validator.har(JSON.parse(fs.readFileSync(file, "utf8")));
        } catch (error) {
            console.log(file, JSON.stringify(error.errors || error.message));
            process.exit(1);
        }
    }
})();
