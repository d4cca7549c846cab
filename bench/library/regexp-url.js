measure_pattern(/https?:\/\/([^\s\/?#]+)(\/[^\s?#]*)?(?:\?(\S*))?/g, 1000);
