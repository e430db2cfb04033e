package dev.clew.server.http.receive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// PEM files of an authority, of a server and of a client that it signed; made by the JDK's keytool
/// and valid for a day.
public record Certificates(
    Path authority, Path serverChain, Path serverKey, Path clientChain, Path clientKey) {
  private static final String PASSWORD = "changeit";

  public static Certificates make(Path folder) throws Exception {
    Path store = folder.resolve("keys.p12");
    keytool(store, "-genkeypair", "-alias", "authority", "-dname", "CN=authority", "-ext", "bc:c");
    signed(store, folder, "server", "-ext", "SAN=IP:127.0.0.1,DNS:localhost");
    signed(store, folder, "client", "-ext", "EKU=clientAuth");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new Certificates(
        writeChain(keys, folder, "authority"),
        writeChain(keys, folder, "server"),
        writeKey(keys, folder, "server"),
        writeChain(keys, folder, "client"),
        writeKey(keys, folder, "client"));
  }

  private static void signed(Path store, Path folder, String alias, String... extension)
      throws Exception {
    String request = folder.resolve(alias + ".csr").toString();
    String certificate = folder.resolve(alias + ".crt").toString();
    keytool(store, "-genkeypair", "-alias", alias, "-dname", "CN=" + alias);
    keytool(store, "-certreq", "-alias", alias, "-file", request);
    List<String> sign =
        new ArrayList<>(List.of("-gencert", "-alias", "authority", "-infile", request, "-outfile"));
    sign.add(certificate);
    sign.addAll(List.of(extension));
    keytool(store, sign.toArray(String[]::new));
    keytool(store, "-importcert", "-alias", alias, "-file", certificate, "-noprompt");
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
    if (arguments[0].equals("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "1"));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool failed: " + output);
    }
  }

  private static Path writeChain(KeyStore keys, Path folder, String alias)
      throws GeneralSecurityException, IOException {
    StringBuilder pem = new StringBuilder();
    for (Certificate certificate : keys.getCertificateChain(alias)) {
      pem.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    return Files.writeString(folder.resolve(alias + "-chain.pem"), pem);
  }

  private static Path writeKey(KeyStore keys, Path folder, String alias)
      throws GeneralSecurityException, IOException {
    Key key = keys.getKey(alias, PASSWORD.toCharArray());
    return Files.writeString(
        folder.resolve(alias + "-key.pem"), pem("PRIVATE KEY", key.getEncoded()));
  }

  private static String pem(String type, byte[] bytes) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, base64, type);
  }
}
