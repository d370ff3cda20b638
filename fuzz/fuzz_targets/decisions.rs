#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    cairn_fuzz::run(|| assert!(cairn_fuzz::properties::hold("decisions", data)));
});
