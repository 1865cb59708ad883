//! A stack as large as the readers' deepest nesting needs; the linker's own is a megabyte.

fn main() {
    println!("cargo::rustc-link-arg-cdylib=-zstack-size=8388608");
    println!("cargo::rerun-if-changed=build.rs");
}
