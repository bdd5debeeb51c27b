tojson as $all
| ($all | ascii_downcase | contains("can4ry") | not)
  and all("4711", "993271"; . as $code | $all | contains($code) | not)
  and all("shown1", "shown2", "shown3", "4004", "123", "12", "135", "shown4", "0.577", "totp", "4111111111111111";
          . as $value | $all | contains("is a string: \"" + $value) or contains($value))
