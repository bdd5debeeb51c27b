# gitlab_junit.rb FILE...: GitLab reads JUnit by ActiveSupport's Hash.from_xml, which takes an attribute
# "type" for a cast: no report may raise there, and each failure, error and skipped case keeps its text.
require 'active_support'
require 'active_support/core_ext/hash/conversions'

def each_case(node, &block)
  Array.wrap(node['testsuites'] ? node['testsuites']['testsuite'] : node['testsuite']).each do |suite|
    Array.wrap(suite['testcase']).each(&block)
  end
end

ARGV.each do |file|
  seen = {}
  each_case(Hash.from_xml(File.read(file))) do |one|
    key = one['classname'].to_s + '#' + one['name'].to_s
    abort "#{file}: a case without a name" if one['name'].to_s.empty?
    abort "#{file}: #{key} stands twice: GitLab keeps the first" if seen[key]
    seen[key] = true
    %w[failure error].each do |outcome|
      next unless one.key?(outcome)
      text = one[outcome]
      abort "#{file}: #{key}: #{outcome} has no text: #{text.inspect}" unless text.is_a?(String) && !text.strip.empty?
    end
  end
end
