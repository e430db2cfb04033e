package dev.clew.detect.auth;

import java.util.Locale;

/// What a user agent says it is: family and operating system, both out of closed lists, since the
/// text is the sender's to choose.
record Agents(String family, String system, AgentClass agentClass) {
  private static final String[] LIBRARIES = {
    "python-requests",
    "python-urllib",
    "curl",
    "wget",
    "httpx",
    "aiohttp",
    "go-http-client",
    "okhttp",
    "java/",
    "java-http-client",
    "apache-httpclient",
    "node-fetch",
    "axios",
    "undici",
    "libwww-perl",
    "ruby",
    "powershell",
    "headlesschrome",
    "phantomjs"
  };
  private static final String[] SCANNERS = {
    "sqlmap", "nikto", "nuclei", "nmap", "masscan", "zgrab", "hydra", "gobuster", "ffuf", "wpscan"
  };
  private static final String[] MONITORS = {
    "kube-probe",
    "blackbox",
    "uptimerobot",
    "pingdom",
    "statuscake",
    "site24x7",
    "checkly",
    "datadog",
    "elb-healthchecker",
    "googlehc",
    "synthetic",
    "catchpoint",
    "prometheus"
  };
  private static final String[][] BROWSERS = {
    {"edg/", "edge"}, {"opr/", "opera"}, {"samsungbrowser", "samsung"}, {"firefox/", "firefox"},
    {"fxios", "firefox"}, {"crios", "chrome"}, {"chrome/", "chrome"}, {"safari/", "safari"}
  };
  private static final String[][] SYSTEMS = {
    {"windows", "windows"},
    {"android", "android"},
    {"iphone", "ios"},
    {"ipad", "ios"},
    {"mac os x", "macos"},
    {"cros", "chromeos"},
    {"linux", "linux"}
  };

  static final Agents NONE = new Agents("", "", AgentClass.UNKNOWN);

  /// @param synthetic value of `user_agent.synthetic.type`, or empty
  static Agents of(String userAgent, String synthetic) {
    String low = userAgent.toLowerCase(Locale.ROOT);
    String system = named(low, SYSTEMS);
    if (!synthetic.isEmpty()) {
      return new Agents("monitor", system, AgentClass.MONITOR);
    }
    if (low.isEmpty()) {
      return NONE;
    }
    String monitor = first(low, MONITORS);
    if (!monitor.isEmpty()) {
      return new Agents(monitor, system, AgentClass.MONITOR);
    }
    String scanner = first(low, SCANNERS);
    if (!scanner.isEmpty()) {
      return new Agents(scanner, system, AgentClass.SCANNER);
    }
    String library = first(low, LIBRARIES);
    if (!library.isEmpty()) {
      return new Agents(library, system, AgentClass.LIBRARY);
    }
    String browser = named(low, BROWSERS);
    if (!browser.isEmpty() && low.startsWith("mozilla/")) {
      return new Agents(browser, system, AgentClass.BROWSER);
    }
    return new Agents("other", system, AgentClass.APP);
  }

  private static String first(String text, String[] names) {
    for (String name : names) {
      if (text.contains(name)) {
        return name;
      }
    }
    return "";
  }

  private static String named(String text, String[][] names) {
    for (String[] name : names) {
      if (text.contains(name[0])) {
        return name[1];
      }
    }
    return "";
  }
}
