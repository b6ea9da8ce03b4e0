#include "net/tls/identity.h"

#include <system_error>
#include <utility>

#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include "net/atomic_file.h"
#include "net/tls/limits.h"
#include "net/tls/openssl.h"

namespace hubbub::net::tls {

struct Identity::Parts {
  PkeyPtr key;
  X509Ptr certificate;
  wire::KeyId key_id;
};

namespace {

namespace fs = std::filesystem;
using std::chrono::sys_seconds;

constexpr const char* kCommonName = "hubbub";

constexpr Validity kAlways{kValidFrom, kValidUntil};

bool set_time(ASN1_TIME* field, sys_seconds time) {
  return ASN1_TIME_set(field, static_cast<time_t>(time.time_since_epoch().count())) != nullptr;
}

bool set_names(X509* certificate) {
  X509_NAME* const name = X509_get_subject_name(certificate);
  return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                    reinterpret_cast<const unsigned char*>(kCommonName), -1, -1,
                                    0) == 1 &&
         X509_set_issuer_name(certificate, name) == 1;
}

X509Ptr sign_certificate(EVP_PKEY* key, const Validity& validity) {
  X509Ptr certificate(X509_new());
  std::uint64_t serial = 0;
  if (!certificate || RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof(serial)) != 1) {
    return nullptr;
  }
  serial >>= 1;  // a serial number is positive (RFC 5280, 4.1.2.2)
  const bool filled =
      X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
      ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial | 1) == 1 &&
      set_names(certificate.get()) &&
      set_time(X509_getm_notBefore(certificate.get()), validity.from) &&
      set_time(X509_getm_notAfter(certificate.get()), validity.until) &&
      X509_set_pubkey(certificate.get(), key) == 1;
  // Ed25519 hashes by itself: no digest is named.
  if (!filled || X509_sign(certificate.get(), key, nullptr) == 0) {
    return nullptr;
  }
  return certificate;
}

}  // namespace

wire::KeyId key_id_of(X509* certificate) {
  const CleanErrors errors;
  unsigned char* der = nullptr;
  const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
  wire::KeyId id;
  if (size > 0) {
    SHA256(der, static_cast<std::size_t>(size), id.bytes.data());
  }
  OPENSSL_free(der);
  return id;
}

Identity::Identity(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Identity::~Identity() = default;

std::shared_ptr<const Identity> Identity::make() {
  start_openssl();
  const CleanErrors errors;
  auto parts = std::make_unique<Parts>();
  parts->key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  if (!parts->key) {
    return nullptr;
  }
  parts->certificate = sign_certificate(parts->key.get(), kAlways);
  if (!parts->certificate) {
    return nullptr;
  }
  parts->key_id = key_id_of(parts->certificate.get());
  return std::shared_ptr<const Identity>(new Identity(std::move(parts)));
}

std::shared_ptr<const Identity> Identity::from_pem(std::string_view pem) {
  start_openssl();
  const CleanErrors errors;
  const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  // A file that asks for a pass phrase is none of ours, and nobody is there to be asked.
  const auto no_phrase = [](char*, int, int, void*) { return -1; };
  auto parts = std::make_unique<Parts>();
  parts->key.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_phrase, nullptr));
  if (!parts->key || EVP_PKEY_is_a(parts->key.get(), "ED25519") != 1) {
    return nullptr;
  }
  parts->certificate.reset(PEM_read_bio_X509(bio.get(), nullptr, no_phrase, nullptr));
  if (!parts->certificate) {
    return nullptr;
  }
  if (X509_check_private_key(parts->certificate.get(), parts->key.get()) != 1) {
    parts->certificate = sign_certificate(parts->key.get(), kAlways);
  }
  if (!parts->certificate) {
    return nullptr;
  }
  parts->key_id = key_id_of(parts->certificate.get());
  return std::shared_ptr<const Identity>(new Identity(std::move(parts)));
}

std::shared_ptr<const Identity> Identity::with(const Validity& validity) const {
  const CleanErrors errors;
  auto parts = std::make_unique<Parts>();
  EVP_PKEY_up_ref(parts_->key.get());
  parts->key.reset(parts_->key.get());
  parts->certificate = sign_certificate(parts->key.get(), validity);
  parts->key_id = parts_->key_id;
  return parts->certificate ? std::shared_ptr<const Identity>(new Identity(std::move(parts)))
                            : nullptr;
}

std::string Identity::to_pem() const {
  const CleanErrors errors;
  const BioPtr bio(BIO_new(BIO_s_mem()));
  char* text = nullptr;
  if (!bio ||
      PEM_write_bio_PrivateKey(bio.get(), key(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
      PEM_write_bio_X509(bio.get(), certificate()) != 1) {
    return {};
  }
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

const wire::KeyId& Identity::key_id() const {
  return parts_->key_id;
}
EVP_PKEY* Identity::key() const {
  return parts_->key.get();
}
X509* Identity::certificate() const {
  return parts_->certificate.get();
}

// ---- The file ---------------------------------------------------------------------------------

namespace {

constexpr const char* kForThisRun =
    " A key was made for this run only: others will not recognise this program the next time.";

OpenedIdentity for_this_run(const std::string& problem) {
  auto identity = Identity::make();
  const char* const consequence =
      identity ? kForThisRun : " No key could be made: nothing can be encrypted.";
  return {std::move(identity), problem + consequence};
}

// What is wrong with who may read it, put right; empty: nothing.
std::string close_to_others(const fs::path& path) {
  constexpr fs::perms kOthers = fs::perms::group_all | fs::perms::others_all;
  std::error_code error;
  if ((fs::status(path, error).permissions() & kOthers) == fs::perms::none || error) {
    return {};
  }
  fs::permissions(path, kOthers, fs::perm_options::remove, error);
  return "The key in " + path.string() + " could be read by others" +
         (error ? ", and that can't be changed: " + error.message() + "."
                : ". Only you can read it now, but whoever has read it can pass for you.");
}

OpenedIdentity save_new(const fs::path& path, std::string problem) {
  auto identity = Identity::make();
  if (!identity) {
    return for_this_run(problem);
  }
  const Created created = create_file(path, identity->to_pem());
  switch (created.outcome) {
    case Creation::kDone:
      return {std::move(identity), std::move(problem)};
    case Creation::kFailed:
      return for_this_run(created.problem);
    case Creation::kExists:
      break;
  }
  // Another process of this person was quicker; its identity is ours.
  const ReadFile theirs = read_file(path, kMaxIdentityFileBytes);
  auto read = Identity::from_pem(theirs.content);
  return read ? OpenedIdentity{std::move(read), std::move(problem)}
              : for_this_run("The key in " + path.string() + " can't be read.");
}

OpenedIdentity replace_damaged(const fs::path& path) {
  const auto aside = set_aside(path);
  if (!aside) {
    return for_this_run("The key in " + path.string() + " is damaged and can't be set aside.");
  }
  return save_new(path, "The key in " + path.string() + " was damaged. The file is kept as " +
                            aside->string() +
                            "; a new key was made, so others will not recognise this program.");
}

}  // namespace

OpenedIdentity load_or_make(const fs::path& folder) {
  if (folder.empty()) {
    auto identity = Identity::make();
    return identity ? OpenedIdentity{std::move(identity), {}} : for_this_run("");
  }
  const fs::path path = folder / kIdentityFile;
  const ReadFile file = read_file(path, kMaxIdentityFileBytes);
  switch (file.outcome) {
    case Reading::kMissing:
      return save_new(path, {});
    case Reading::kFailed:
      return for_this_run(file.problem);
    case Reading::kTooLarge:
      return replace_damaged(path);
    case Reading::kDone:
      break;
  }
  auto identity = Identity::from_pem(file.content);
  if (!identity) {
    return replace_damaged(path);
  }
  return {std::move(identity), close_to_others(path)};
}

}  // namespace hubbub::net::tls
